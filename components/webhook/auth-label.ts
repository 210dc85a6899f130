import type { AuthType } from "@/domain/webhook/webhook-auth";

export const AUTH_LABEL: Record<AuthType, string> = { NONE: "None", BASIC: "Basic", API_KEY: "API key", OAUTH_CLIENT_CREDENTIALS: "OAuth" };
