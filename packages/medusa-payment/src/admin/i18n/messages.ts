import type { en } from "./en";

type Texts<T> = { [Key in keyof T]: T[Key] extends string ? string : Texts<T[Key]> };

/** The texts of one language. */
export type Messages = Texts<typeof en>;

type Path<T> = {
  [Key in keyof T & string]: T[Key] extends string ? Key : `${Key}.${Path<T[Key]>}`;
}[keyof T & string];

/** The path of a text: `payment.due`. */
export type MessageKey = Path<Messages>;
