/** The emulated merchant. */
export const company = {
  id: "3d1c7c52-65a0-4b6c-8d2f-6a8f0f6a7c10",
  name: "Emulated Company",
  ownerId: "6f2d1c5e-8c0b-4a8e-9d53-1f0a5b7c9e11",
  accountName: "Emulated account",
} as const;
