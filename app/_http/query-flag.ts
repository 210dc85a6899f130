import { z } from "zod";

/** A boolean query parameter: `?sync=true`. */
export const queryFlag = z
  .enum(["true", "false"], "Give true or false.")
  .transform((text) => text === "true")
  .meta({ type: "boolean" });
