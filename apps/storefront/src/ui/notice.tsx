import type { ReactNode } from "react";

interface NoticeProps {
  children: ReactNode;
  tone?: "plain" | "bad";
}

/** One sentence in place of what isn't there, or not yet. */
export function Notice({ children, tone = "plain" }: NoticeProps) {
  return (
    <p className={`notice ${tone}`} role={tone === "bad" ? "alert" : undefined}>
      {children}
    </p>
  );
}

/** A page that has nothing else to say. */
export function NoticePage({ title, ...notice }: NoticeProps & { title: string }) {
  return (
    <main className="wide narrow">
      <h1>{title}</h1>
      <Notice {...notice} />
    </main>
  );
}
