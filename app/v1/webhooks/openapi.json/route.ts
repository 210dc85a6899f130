import { openApiMethods } from "@/app/_openapi/served-document";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = openApiMethods;
