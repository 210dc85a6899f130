import { curlExample, htmlExample } from "@/components/submission-form/write-examples";
import { CodeBlock } from "@/components/ui/code-block";
import { Notice } from "@/components/ui/notice";
import { MAX_SUBMISSION_BYTES } from "@/domain/submission-form/submission-form";

/** Shows how to send to the public form: by an HTML form, and by a server. */
export function FormExamples({ url, hasOrigins }: { url: string; hasOrigins: boolean }) {
  return (
    <div className="grid min-w-0 gap-6 lg:grid-cols-2">
      <section aria-labelledby="html-form" className="grid min-w-0 content-start gap-2">
        <div>
          <h2 id="html-form" className="font-semibold text-sm">
            On a website
          </h2>
          <p className="text-ink-muted text-xs">
            The names of the fields are the submission&apos;s attributes. customer[email] is the email within customer.
          </p>
        </div>
        {!hasOrigins && <Notice tone="warning">No page may send yet: name the origin of your website above.</Notice>}
        <CodeBlock text={htmlExample(url)} label="HTML form" className="max-h-112" />
      </section>
      <section aria-labelledby="by-server" className="grid min-w-0 content-start gap-2">
        <div>
          <h2 id="by-server" className="font-semibold text-sm">
            By a server
          </h2>
          <p className="text-ink-muted text-xs">
            JSON or form fields, at most {MAX_SUBMISSION_BYTES / 2 ** 10} KiB. The answer is 201 with the submission&apos;s id.
          </p>
        </div>
        <CodeBlock text={curlExample(url)} label="curl command" />
      </section>
    </div>
  );
}
