import { useEffect, useRef, useState } from "react";
import { formatClock, formatDuration } from "../../messages/format-duration.ts";
import { useMessages } from "./use-messages.ts";

/** Seconds left at which screen readers announce the time, once each. */
const milestones = [600, 300, 60];

/** Below this the bar warns. */
const hurrySeconds = 300;

/** The time left: shown every second, announced at the milestones. */
export function Countdown({ untilMs }: { untilMs: number }) {
  const { messages, format, announce } = useMessages();
  const left = useSecondsLeft(untilMs);
  const before = useRef(left);
  const total = useRef(0);

  useEffect(() => {
    const passed = milestones.find((second) => (before.current ?? 0) > second && left !== undefined && left <= second);
    before.current = left;
    if (passed) announce(format("timeLeftIs", { time: formatDuration(passed, messages.locale) }));
  }, [left, announce, format, messages.locale]);

  // Server-rendered HTML doesn't know the shopper's clock.
  if (left === undefined) return null;
  total.current = Math.max(total.current, left);
  const share = total.current === 0 ? 0 : left / total.current;
  return (
    <div className={`countdown ${left <= hurrySeconds ? "hurry" : ""}`} data-testid="countdown">
      <p>
        <span className="muted">{messages.timeLeft}</span>
        <span className="clock" role="timer" aria-live="off">
          {formatClock(left)}
        </span>
      </p>
      <div className="bar" aria-hidden="true">
        <div style={{ inlineSize: `${share * 100}%` }} />
      </div>
    </div>
  );
}

function useSecondsLeft(untilMs: number): number | undefined {
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    const tick = () => setLeft(Math.max(0, Math.ceil((untilMs - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [untilMs]);
  return left;
}
