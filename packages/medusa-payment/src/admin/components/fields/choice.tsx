import { Label, RadioGroup } from "@medusajs/ui";
import { useId } from "react";

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: { value: Value; label: string; hint?: string }[];
  onChange: (value: Value) => void;
}

/** Radio buttons, each with an optional hint. */
export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className="flex flex-col gap-y-2">
      <span id={id} className="txt-compact-small-plus text-ui-fg-base">
        {label}
      </span>
      <RadioGroup aria-labelledby={id} value={value} onValueChange={(chosen) => onChange(chosen as Value)}>
        {options.map((option) => (
          <div key={option.value} className="flex items-start gap-x-2">
            <RadioGroup.Item
              id={`${id}-${option.value}`}
              value={option.value}
              className="shrink-0"
              aria-describedby={option.hint ? `${id}-${option.value}-hint` : undefined}
            />
            <div className="flex min-w-0 flex-col">
              <Label size="small" htmlFor={`${id}-${option.value}`} className="break-words">
                {option.label}
              </Label>
              {option.hint ? (
                <span id={`${id}-${option.value}-hint`} className="txt-small text-ui-fg-subtle">
                  {option.hint}
                </span>
              ) : null}
            </div>
          </div>
        ))}
      </RadioGroup>
    </div>
  );
}
