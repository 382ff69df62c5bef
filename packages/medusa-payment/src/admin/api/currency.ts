export interface Currency {
  code: string;
  name: string;
  symbol: string;
  network: string | null;
  token_standard: string | null;
}
