import { type ReactNode, useEffect, useRef } from "react";

interface CheckoutStepProps {
  number: number;
  title: string;
  open: boolean;
  children: ReactNode;
  /** Undefined while the step can't be edited. */
  onEdit?: (() => void) | undefined;
  /** The entered values, shown when the step is closed. */
  summary?: string | false | null | undefined;
}

export function CheckoutStep({ number, title, open, children, onEdit, summary }: CheckoutStepProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(open);

  // Move the focus to a step that opens, but not to the first one on load.
  useEffect(() => {
    if (open && !before.current) heading.current?.focus();
    before.current = open;
  }, [open]);

  return (
    <section className={open ? "step open" : "step"} data-testid={`step-${title.toLowerCase()}`}>
      <div className="step-head">
        <h2 ref={heading} tabIndex={-1}>
          <span className="number" aria-hidden="true">
            {number}
          </span>
          {title}
        </h2>
        {!open && onEdit && (
          <button type="button" className="link" onClick={onEdit}>
            Change <span className="hidden">{title.toLowerCase()}</span>
          </button>
        )}
      </div>
      {open ? children : summary && <p className="step-summary">{summary}</p>}
    </section>
  );
}
