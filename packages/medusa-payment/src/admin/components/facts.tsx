import { Text } from "@medusajs/ui";
import type { ReactNode } from "react";

/** A list of names and values, styled like Medusa's sections. */
export const Facts = ({ children }: { children: ReactNode }) => <dl>{children}</dl>;

/** One name and value. Renders nothing without a value. */
export const Fact = ({ name, children }: { name: string; children: ReactNode }) =>
  children === null || children === undefined ? null : (
    <div className="text-ui-fg-subtle grid grid-cols-[auto,1fr] items-center gap-x-4 px-6 py-2">
      <dt>
        <Text size="small" weight="plus" leading="compact">
          {name}
        </Text>
      </dt>
      <dd className="min-w-0 break-words text-right">
        <Text size="small" leading="compact" asChild>
          <span>{children}</span>
        </Text>
      </dd>
    </div>
  );
