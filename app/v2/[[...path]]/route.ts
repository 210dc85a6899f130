import { defineUnknownPath } from "@/app/v1/_http/define-methods";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineUnknownPath();
