import { Hint, Input, Label } from "@medusajs/ui";
import { type ComponentProps, useId } from "react";

interface TextFieldProps extends Omit<ComponentProps<typeof Input>, "onChange" | "size"> {
  label: string;
  hint?: string | undefined;
  /** Why the value is invalid. */
  problem?: string | undefined;
  onChange: (text: string) => void;
}

export function TextField({ label, hint, problem, onChange, ...input }: TextFieldProps) {
  const id = useId();
  const below = problem ?? hint;
  return (
    <div className="flex min-w-0 flex-col gap-y-2">
      <Label size="small" weight="plus" htmlFor={id}>
        {label}
      </Label>
      <Input
        id={id}
        size="small"
        {...input}
        aria-invalid={problem !== undefined}
        aria-describedby={below ? `${id}-below` : undefined}
        onChange={({ target }) => onChange(target.value)}
      />
      {below ? (
        <Hint id={`${id}-below`} variant={problem ? "error" : "info"} role={problem ? "alert" : undefined}>
          {below}
        </Hint>
      ) : null}
    </div>
  );
}
