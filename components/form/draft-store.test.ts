import { expect, it } from "vitest";
import { createDraftStore } from "@/components/form/draft-store";

function memory() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}
const open = (storage: ReturnType<typeof memory>, base: string, key = "ann.new") =>
  createDraftStore<{ name: string }>({ storage, key, base, isComplete: (values) => "name" in values });

it("what was typed comes back for the same person and the same form, and is gone once cleared", () => {
  const storage = memory();
  open(storage, "v1").write({ name: "typed" });
  expect(open(storage, "v1").read()).toEqual({ name: "typed" });
  expect(open(storage, "v1", "bob.new").read()).toBeNull();
  open(storage, "v1").clear();
  expect(open(storage, "v1").read()).toBeNull();
});

it("what was typed over an earlier state is dropped, for it would undo somebody's change", () => {
  const storage = memory();
  open(storage, "v1").write({ name: "typed" });
  expect(open(storage, "v2").read()).toBeNull();
  expect(open(storage, "v1").read()).toBeNull();
});

it("what is no draft, or one of another shape, is no draft", () => {
  const storage = memory();
  storage.setItem("postern.draft.ann.new", "{");
  expect(open(storage, "v1").read()).toBeNull();
  storage.setItem("postern.draft.ann.new", JSON.stringify({ base: "v1", values: { title: "of another form" } }));
  expect(open(storage, "v1").read()).toBeNull();
});
