import { optionsPage, pluginOptions } from "./options-page";

describe("docs/options.md", () => {
  it("is up to date with the options' comments", () =>
    expect(optionsPage()).toMatchFileSnapshot("../../../../docs/options.md"));

  it("explains more than 20 options", () => {
    expect(pluginOptions().length).toBeGreaterThan(20);
    expect(pluginOptions().filter(({ description }) => description === "")).toEqual([]);
  });
});
