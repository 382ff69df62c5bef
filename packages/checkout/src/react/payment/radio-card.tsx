import type { ReactNode } from "react";

interface RadioCardProps {
  name: string;
  value: string;
  checked: boolean;
  onChange: () => void;
  title: string;
  detail?: string | undefined;
  icon?: ReactNode;
}

/** A radio button in a card with a title, a detail and an icon. */
export function RadioCard({ title, detail, icon, ...input }: RadioCardProps) {
  return (
    <label className="choice">
      <input type="radio" {...input} />
      {icon}
      <span className="names">
        <b>{title}</b>
        {detail && <span>{detail}</span>}
      </span>
      <span className="mark" />
    </label>
  );
}
