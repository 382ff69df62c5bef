import { useEffect, useRef, useState } from "react";
import { formatClock, formatDuration } from "../messages/format.ts";
import { useWords } from "./context.ts";

/** Left seconds at which a screen reader is told, once each. */
const milestones = [600, 300, 60];

/** The time left, every second to the eye and at a few moments to the ear. */
export function Countdown({ untilMs }: { untilMs: number }) {
  const { messages, say, announce } = useWords();
  const left = useSecondsLeft(untilMs);
  const before = useRef(left);

  useEffect(() => {
    const passed = milestones.find((second) => (before.current ?? 0) > second && left !== undefined && left <= second);
    before.current = left;
    if (passed) announce(say("timeLeftIs", { time: formatDuration(passed, messages.locale) }));
  }, [left, announce, say, messages.locale]);

  // The server doesn't know the shopper's clock.
  if (left === undefined) return null;
  return (
    <p data-testid="countdown">
      <span className="muted">{messages.timeLeft} </span>
      <span className="clock" role="timer" aria-live="off">
        {formatClock(left)}
      </span>
    </p>
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
