import { randomUUID } from "node:crypto";
import type { Collection } from "../store/collection.ts";
import type { Task, TaskKind } from "../store/entities.ts";
import type { Clock } from "./clock.ts";

export type TaskHandlers = Record<TaskKind, (subject: string) => void | Promise<void>>;

export interface Scheduler {
  /** Schedules a task for a time of the emulator's clock. */
  at(kind: TaskKind, subject: string, dueAtMs: number): void;
  cancel(kind: TaskKind, subject: string): void;
  /** Moves the clock forward and runs every task that falls due on the way, in order, one at a time. */
  advance(byMs: number): Promise<void>;
  /** Rechecks for due tasks, after the tasks or the clock were changed from outside. */
  wake(): void;
  stop(): void;
}

const longestTimerMs = 2 ** 31 - 1;

/**
 * Runs tasks when they fall due. Tasks are entities, so they survive a restart; a task is removed before it runs.
 *
 * @param settled - waits for the work that tasks start in the background.
 */
export function createScheduler(
  tasks: Collection<Task>,
  clock: Clock,
  handlers: TaskHandlers,
  settled: () => Promise<void>,
): Scheduler {
  let timer: NodeJS.Timeout | undefined;
  let timerDueAtMs = Number.POSITIVE_INFINITY;
  let stopped = false;
  let advancing: Promise<void> | undefined;

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
    // moveBy runs the due tasks while it moves the clock.
    if (advancing) return;
    const dueNow = tasks
      .all()
      .filter((task) => task.dueAtMs <= clock.nowMs())
      .sort((a, b) => a.dueAtMs - b.dueAtMs);
    for (const task of dueNow) {
      // An earlier task may have cancelled this one.
      if (tasks.get(task.id)) void run(task);
    }
    const next = due(Number.POSITIVE_INFINITY);
    if (next) armFor(next.dueAtMs);
  };

  const moveBy = async (byMs: number): Promise<void> => {
    await settled();
    const untilMs = clock.nowMs() + byMs;
    for (let task = due(untilMs); task && !stopped; task = due(untilMs)) {
      clock.moveTo(task.dueAtMs);
      await run(task);
      await settled();
    }
    clock.moveTo(untilMs);
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
      while (advancing) await advancing;
      advancing = moveBy(byMs);
      try {
        await advancing;
      } finally {
        advancing = undefined;
        this.wake();
      }
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
