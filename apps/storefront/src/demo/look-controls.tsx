import { catalogs, type LookChoice, useLook } from "./look-context.tsx";

export function LookControls() {
  const { choice, choose } = useLook();
  const select = <K extends keyof LookChoice>(label: string, name: K, values: readonly string[]) => (
    <label>
      {label}
      <select value={choice[name]} onChange={(event) => choose({ [name]: event.target.value } as Partial<LookChoice>)}>
        {values.map((value) => (
          <option key={value}>{value}</option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="demo-look">
      <h3>The component</h3>
      {select("Language", "locale", Object.keys(catalogs))}
      {select("Theme", "theme", ["auto", "light", "dark"])}
      {select("Payment page as", "widgetMode", ["redirect", "iframe", "popup"])}
    </div>
  );
}
