// Test data. Nothing here is meant for production.

export { createTestEvent, type TestEvent, type TestEventOptions } from "./events/create-test-event.ts";
