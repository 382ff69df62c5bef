import type { ReactNode } from "react";

interface NoticeProps {
  children: ReactNode;
  tone?: "plain" | "bad";
}

/** A sentence in place of missing content. */
export function Notice({ children, tone = "plain" }: NoticeProps) {
  return (
    <p className={`notice ${tone}`} role={tone === "bad" ? "alert" : undefined}>
      {children}
    </p>
  );
}

/** A page with a notice only. */
export function NoticePage({ title, ...notice }: NoticeProps & { title: string }) {
  return (
    <main className="wide narrow">
      <h1>{title}</h1>
      <Notice {...notice} />
    </main>
  );
}
