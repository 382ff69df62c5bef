/** The texts in all languages. Import a language by name, and only that language is bundled. */
export { ar } from "./messages/ar.ts";
export { de } from "./messages/de.ts";
export { en } from "./messages/en.ts";
export { es } from "./messages/es.ts";
export { fr } from "./messages/fr.ts";
export { kk } from "./messages/kk.ts";
export type { Messages } from "./messages/messages.ts";
export { ru } from "./messages/ru.ts";
export { uk } from "./messages/uk.ts";
