/** A product of the demo shop. Prices are decimal strings in the main unit of each currency. */
export interface SeedProduct {
  handle: string;
  title: string;
  subtitle: string;
  description: string;
  material: string;
  /** Variant titles. A single one leaves no choice. */
  sizes: string[];
  eur: string;
  usd: string;
}

/** The products of the demo shop. The storefront has a drawing for each handle. */
export const catalog: SeedProduct[] = [
  {
    handle: "harbour-mug",
    title: "Harbour Mug",
    subtitle: "Stoneware, 350 ml",
    description: "Thrown by hand and glazed in the colour of the water on a calm morning. Safe in the dishwasher.",
    material: "Stoneware",
    sizes: ["350 ml"],
    eur: "24.00",
    usd: "26.00",
  },
  {
    handle: "driftwood-candle",
    title: "Driftwood Candle",
    subtitle: "Cedar and sea salt, 45 h",
    description: "Rapeseed wax with a cotton wick. Burns clean for about forty-five hours.",
    material: "Rapeseed wax",
    sizes: ["220 g"],
    eur: "19.50",
    usd: "21.00",
  },
  {
    handle: "islander-sweater",
    title: "Islander Sweater",
    subtitle: "Undyed merino",
    description: "A heavy rib knit that keeps its shape. Spun, knitted and washed within forty kilometres.",
    material: "Merino wool",
    sizes: ["S", "M", "L", "XL"],
    eur: "129.00",
    usd: "139.00",
  },
  {
    handle: "tide-towel",
    title: "Tide Towel",
    subtitle: "Linen and cotton, 90 × 170 cm",
    description: "Dries quickly, shakes off sand, and gets softer with every wash.",
    material: "Linen, cotton",
    sizes: ["90 × 170 cm"],
    eur: "38.00",
    usd: "42.00",
  },
  {
    handle: "lighthouse-lamp",
    title: "Lighthouse Lamp",
    subtitle: "Rechargeable, 12 h",
    description: "A small lamp for table and tent that dims with a turn of its cap. Charges over USB-C.",
    material: "Aluminium, glass",
    sizes: ["White", "Coral"],
    eur: "74.00",
    usd: "79.00",
  },
  {
    handle: "salt-soap",
    title: "Salt Soap",
    subtitle: "Olive oil and grey salt",
    description: "Cold-stirred, cured for six weeks, and cut by hand. Free of palm oil.",
    material: "Olive oil, sea salt",
    sizes: ["110 g"],
    eur: "7.90",
    usd: "8.50",
  },
  {
    handle: "captains-notebook",
    title: "Captain’s Notebook",
    subtitle: "Dotted, 192 pages",
    description: "Thread-bound, so that it lies flat, with paper that takes fountain pens.",
    material: "Paper, cloth",
    sizes: ["A5"],
    eur: "17.00",
    usd: "18.50",
  },
  {
    handle: "galley-kettle",
    title: "Galley Kettle",
    subtitle: "Enamelled steel, 1.5 l",
    description: "Works on gas, electric and induction hobs, and over an open fire.",
    material: "Enamelled steel",
    sizes: ["1.5 l"],
    eur: "62.00",
    usd: "67.00",
  },
];
