import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // One copy of React for the storefront and the checkout component.
  resolve: { dedupe: ["react", "react-dom"] },
});
