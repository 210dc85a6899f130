import { redirect } from "next/navigation";
import { requirePageSession } from "@/app/session";

export default async function StartPage() {
  await requirePageSession();
  redirect("/settings/api/webhooks");
}
