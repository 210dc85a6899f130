import { quoteForShell } from "@/domain/webhook/quote-for-shell";

/** Returns an HTML form that sends to the public form's address and thanks without leaving the page. */
export function htmlExample(url: string): string {
  return `<form action="${url}" method="post">
  <input type="hidden" name="title" value="Request from our website">
  <input type="hidden" name="customer_request[source]" value="website">
  <label>Name <input name="customer[last_name]" required></label>
  <label>E-mail <input name="customer[email]" type="email" required></label>
  <label>Message <textarea name="message"></textarea></label>
  <button>Send</button>
</form>
<script>
  document.currentScript.previousElementSibling.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    form.outerHTML = answer?.ok ? "<p>Thank you! We will be in touch.</p>" : "<p>This did not work. Please try again later.</p>";
  });
</script>`;
}

/** Returns a command that sends a submission as a server does. */
export function curlExample(url: string): string {
  const body = { title: "Solar panels", customer: { last_name: "Okafor", email: "ada@example.com" } };
  return [`curl ${quoteForShell(url)} \\`, `  -H "Content-Type: application/json" \\`, `  -d '${JSON.stringify(body)}'`].join("\n");
}
