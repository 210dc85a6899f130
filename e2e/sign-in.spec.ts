import { expect, signIn, test } from "@/e2e/support/test";

test.describe("signing in", () => {
  test.use({ isSignedIn: false, expectedErrors: /401 \(Unauthorized\)/ });

  test("leads to the page that was asked for, and signing out ends it", async ({ page, stack }) => {
    await page.goto("/events?status=failed");
    await expect(page).toHaveURL(/\/login\?callbackUrl=/);
    await signIn(page, stack);
    await expect(page).toHaveURL(/\/events\?status=failed$/);
    await expect(page.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();

    const cookies = await page.context().cookies();
    const session = cookies.find((cookie) => cookie.name === "next-auth.session-token");
    expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });

    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Sign out", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Sign in to Postern" })).toBeVisible();
    await page.goto("/events");
    await expect(page).toHaveURL(/\/login/);

    // The session ended on the server: its cookie, kept by somebody, opens nothing any more.
    await page.context().addCookies(session ? [session] : []);
    expect((await page.request.get("/data/overview")).status()).toBe(401);
    await page.goto("/events");
    await expect(page).toHaveURL(/\/login/);
  });

  test("refuses a wrong password and an unknown account with the same words, and keeps what was typed", async ({ page, stack }) => {
    for (const email of [stack.email, "nobody@example.com"]) {
      await page.goto("/login");
      await signIn(page, { email, password: "not the password" });
      await expect(page.getByRole("alert").filter({ hasText: "E-mail address or password is wrong." })).toBeVisible();
      await expect(page.getByLabel("E-mail address")).toHaveValue(email);
    }
  });

  test("names what is missing beside its field", async ({ page }) => {
    await page.goto("/login");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByLabel("E-mail address")).toHaveAccessibleDescription(/Give your e-mail address/);
    await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/Give your password/);
  });

  test("takes longer after many failures, says so, and lets in who has the password", async ({ page, stack }) => {
    await page.goto("/login");
    const { csrfToken } = (await (await page.request.get("/api/auth/csrf")).json()) as { csrfToken: string };
    for (let guess = 0; guess < 12; guess += 1) {
      const form = { csrfToken, email: stack.email, password: `guess ${guess}`, json: "true" };
      expect((await page.request.post("/api/auth/callback/credentials", { form })).status()).toBe(401);
    }
    await signIn(page, stack);
    await expect(page.getByText("There were many failed attempts, so this may take up to half a minute.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  });

  test("never leads to another site", async ({ page, stack }) => {
    await page.goto("/login?callbackUrl=https%3A%2F%2Fevil.example%2F");
    await signIn(page, stack);
    await expect(page).toHaveURL(`${stack.url}/`);
  });
});
