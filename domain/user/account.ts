import { z } from "zod";
import { storableText } from "@/domain/storable-text";
import { trimPasted } from "@/domain/trim-pasted";

export const MIN_PASSWORD_LENGTH = 12;
const MAX_PASSWORD_LENGTH = 1_024;
const MAX_NAME_LENGTH = 100;

/** A new password. Only its length counts; there are no rules about kinds of characters (NIST SP 800-63B-4, section 3.1.1.2). */
export const newPassword = z
  .string(`Choose a password of at least ${MIN_PASSWORD_LENGTH} characters.`)
  .min(MIN_PASSWORD_LENGTH, `Choose a password of at least ${MIN_PASSWORD_LENGTH} characters.`)
  .max(MAX_PASSWORD_LENGTH, `A password has at most ${MAX_PASSWORD_LENGTH} characters.`);

/** An e-mail address as it is stored and compared: in lower case, without the invisible characters of a paste. */
export const emailAddress = z
  .string("Give an e-mail address, such as ada@example.com.")
  .transform((value) => trimPasted(value).toLowerCase())
  .pipe(z.email("Give an e-mail address, such as ada@example.com.").max(320, "This is too long for an e-mail address."));

export const personName = storableText({ max: MAX_NAME_LENGTH, error: `Give a name of at most ${MAX_NAME_LENGTH} characters.` })
  .transform((name) => name.trim())
  .refine((name) => name !== "", "Give your name.");

export const passwordChange = z.strictObject({
  currentPassword: z.string("Give your current password.").min(1, "Give your current password.").max(MAX_PASSWORD_LENGTH),
  newPassword,
});

/** The password of somebody who is signed in, as a proof that it is them. */
export const passwordConfirmation = z.strictObject({
  password: z.string("Give your password.").min(1, "Give your password.").max(MAX_PASSWORD_LENGTH),
});
