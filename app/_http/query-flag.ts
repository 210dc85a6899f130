import { z } from "zod";

/** A yes or no in an address: `?sync=true`. */
export const queryFlag = z
  .enum(["true", "false"], "Give true or false.")
  .transform((text) => text === "true")
  .meta({ type: "boolean" });
