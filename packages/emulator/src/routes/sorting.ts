/** A list that is kept oldest first, in the order that was asked for; newest first when none was. */
export function newestFirst<T>(items: readonly T[], sort: "ASC" | "DESC" | null): readonly T[] {
  return sort === "ASC" ? items : items.toReversed();
}
