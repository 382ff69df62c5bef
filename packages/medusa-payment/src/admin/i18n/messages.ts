import type { en } from "./en";

type Words<T> = { [Key in keyof T]: T[Key] extends string ? string : Words<T[Key]> };

/** What a language has to translate. */
export type Messages = Words<typeof en>;

type Path<T> = {
  [Key in keyof T & string]: T[Key] extends string ? Key : `${Key}.${Path<T[Key]>}`;
}[keyof T & string];

/** Where a sentence is: `payment.due`. */
export type MessageKey = Path<Messages>;
