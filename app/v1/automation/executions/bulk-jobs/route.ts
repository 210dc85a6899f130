import { defineUnknownPath } from "@/app/_http/define-methods";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineUnknownPath();
