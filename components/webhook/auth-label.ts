import type { AuthType } from "@/domain/webhook/webhook-auth";

export const AUTH_LABEL: Record<AuthType, string> = { NONE: "None", BASIC: "Basic", API_KEY: "API key", OAUTH_CLIENT_CREDENTIALS: "OAuth" };

/** The full names, where there is room to be exact. */
export const AUTH_NAME: Record<AuthType, string> = { ...AUTH_LABEL, OAUTH_CLIENT_CREDENTIALS: "OAuth 2 client credentials" };
