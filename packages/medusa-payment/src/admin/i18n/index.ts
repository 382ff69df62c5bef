import { de } from "./de";
import { en } from "./en";

/** Medusa merges these into Admin's own translations, in a namespace of their own. */
export default { en: { calypso: en }, de: { calypso: de } };
