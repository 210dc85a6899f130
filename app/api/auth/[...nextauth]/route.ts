import NextAuth from "next-auth";
import { getAuthOptions } from "@/app/api/auth/auth-options";

interface AuthRouteContext {
  params: Promise<{ nextauth: string[] }>;
}

function handler(request: Request, context: AuthRouteContext): Promise<Response> {
  return NextAuth(request as never, context as never, getAuthOptions());
}

export { handler as GET, handler as POST };
