import { Container, Heading, Text } from "@medusajs/ui";
import type { ReactNode } from "react";

interface PageSectionProps {
  title: string;
  text?: string;
  level?: "h1" | "h2";
  /** To the right of the title. */
  aside?: ReactNode;
  children: ReactNode;
  testId?: string;
}

export const PageSection = ({ title, text, level = "h1", aside, children, testId }: PageSectionProps) => (
  <Container className="divide-y p-0" data-testid={testId}>
    <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
      <div>
        <Heading level={level}>{title}</Heading>
        {text ? (
          <Text size="small" className="text-ui-fg-subtle">
            {text}
          </Text>
        ) : null}
      </div>
      {aside}
    </div>
    {children}
  </Container>
);
