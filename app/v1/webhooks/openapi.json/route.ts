import { openApiMethods } from "@/app/v1/_openapi/served-document";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = openApiMethods;
