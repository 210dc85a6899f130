import { writeFile } from "node:fs/promises";
import { describeOperations } from "@/app/_openapi/describe-operations";
import { ALL_ROUTES } from "@/app/_openapi/served-document";
import { ALL_PUBLISHED_OPERATION_IDS } from "@/tests/contract/published-definition";

/** `npm run docs:api` writes docs/api.md. The script is here and not in bin, because it reads the routes, which only app may import. */
await writeFile("docs/api.md", describeOperations({ routes: ALL_ROUTES, publishedIds: new Set(ALL_PUBLISHED_OPERATION_IDS) }));
process.exit();
