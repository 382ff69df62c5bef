import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // One React for the shop and for the checkout's component, wherever each of them is installed.
  resolve: { dedupe: ["react", "react-dom"] },
});
