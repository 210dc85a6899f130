import { getProcess } from "@/app/web-process";

export const dynamic = "force-dynamic";

/** Serves the functions to Inngest. Where Inngest is not configured it answers 404, so no stranger can run a function. */
async function handle(request: Request): Promise<Response> {
  const { inngest } = getProcess();
  if (!inngest) return Response.json({ message: "There is nothing at this address.", code: "not_found" }, { status: 404 });
  return inngest.answer(request);
}

export const GET = handle;
export const POST = handle;
export const PUT = handle;
