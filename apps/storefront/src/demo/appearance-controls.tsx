import { type AppearanceChoice, catalogs, useAppearance } from "./appearance-provider.tsx";

export function AppearanceControls() {
  const { choice, choose } = useAppearance();
  const select = <K extends keyof AppearanceChoice>(label: string, name: K, values: readonly string[]) => (
    <label>
      {label}
      <select
        value={choice[name]}
        onChange={(event) => choose({ [name]: event.target.value } as Partial<AppearanceChoice>)}
      >
        {values.map((value) => (
          <option key={value}>{value}</option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="demo-appearance">
      <h3>Checkout component</h3>
      {select("Language", "locale", Object.keys(catalogs))}
      {select("Theme", "theme", ["auto", "light", "dark"])}
      {select("Payment page as", "widgetMode", ["redirect", "iframe", "popup"])}
    </div>
  );
}
