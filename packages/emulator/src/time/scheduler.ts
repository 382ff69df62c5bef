import { randomUUID } from "node:crypto";
import type { Collection } from "../store/collection.ts";
import type { Task, TaskKind } from "../store/entities.ts";
import type { Clock } from "./clock.ts";

export type TaskHandlers = Record<TaskKind, (subject: string) => void | Promise<void>>;

export interface Scheduler {
  /** Lets `kind` happen to `subject` at a time of the emulator's clock. */
  at(kind: TaskKind, subject: string, dueAtMs: number): void;
  cancel(kind: TaskKind, subject: string): void;
  /** Moves the clock forward, letting everything happen that falls due on the way, in order. */
  advance(byMs: number): Promise<void>;
  /** Looks again at what is due; after the tasks or the clock were changed from outside. */
  wake(): void;
  stop(): void;
}

const longestTimerMs = 2 ** 31 - 1;

/**
 * Runs tasks when they fall due. Tasks are entities, so that they survive with everything else; a task is removed before
 * it runs.
 */
export function createScheduler(tasks: Collection<Task>, clock: Clock, handlers: TaskHandlers): Scheduler {
  let timer: NodeJS.Timeout | undefined;
  let timerDueAtMs = Number.POSITIVE_INFINITY;
  let stopped = false;

  const due = (untilMs: number): Task | undefined => {
    let first: Task | undefined;
    for (const task of tasks.all()) {
      if (task.dueAtMs <= untilMs && (!first || task.dueAtMs < first.dueAtMs)) first = task;
    }
    return first;
  };

  const run = (task: Task): void | Promise<void> => {
    tasks.remove(task.id);
    return handlers[task.kind](task.subject);
  };

  const armFor = (dueAtMs: number): void => {
    if (stopped || dueAtMs >= timerDueAtMs) return;
    clearTimeout(timer);
    timerDueAtMs = dueAtMs;
    timer = setTimeout(tick, Math.min(Math.max(dueAtMs - clock.nowMs(), 0), longestTimerMs));
  };

  const tick = (): void => {
    timerDueAtMs = Number.POSITIVE_INFINITY;
    const dueNow = tasks
      .all()
      .filter((task) => task.dueAtMs <= clock.nowMs())
      .sort((a, b) => a.dueAtMs - b.dueAtMs);
    for (const task of dueNow) {
      // A task that ran before this one may have cancelled it.
      if (tasks.get(task.id)) void run(task);
    }
    const next = due(Number.POSITIVE_INFINITY);
    if (next) armFor(next.dueAtMs);
  };

  return {
    at(kind, subject, dueAtMs) {
      tasks.insert({ id: randomUUID(), kind, subject, dueAtMs });
      armFor(dueAtMs);
    },
    cancel(kind, subject) {
      for (const task of tasks.by("subject", subject)) if (task.kind === kind) tasks.remove(task.id);
    },
    async advance(byMs) {
      const untilMs = clock.nowMs() + byMs;
      for (let task = due(untilMs); task; task = due(untilMs)) {
        clock.moveTo(task.dueAtMs);
        await run(task);
      }
      clock.moveTo(untilMs);
      this.wake();
    },
    wake() {
      clearTimeout(timer);
      timerDueAtMs = Number.POSITIVE_INFINITY;
      if (!stopped) tick();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
