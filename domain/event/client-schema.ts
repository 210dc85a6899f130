import { object, oneOf, text } from "@/domain/event/json-schema";

const nullable = (type: string) => ({ type: [type, "null"] });

/** The schema of the `data` of client events (the event-object format's own example). */
export const CLIENT_SCHEMA = object(
  {
    id: text("The client's id."),
    object: { type: "string", const: "client" },
    companyId: nullable("string"),
    givenName: text(),
    familyName: text(),
    email: text(),
    avatarImageUrl: nullable("string"),
    status: oneOf(["notInvited", "invited", "active"]),
    inviteUrl: nullable("string"),
    creationMethod: text("For example internalUser."),
    createdAt: text("RFC 3339."),
    firstLoginDate: nullable("string"),
    lastLoginDate: nullable("string"),
    customFields: nullable("object"),
  },
  ["id", "object"],
);

export const CLIENT_EXAMPLE = {
  id: "6815623f-2661-4954-a42f-f68766dec711",
  object: "client",
  companyId: "d000c9b4-a323-4386-aeba-0e8d7a787138",
  givenName: "Sample",
  familyName: "Client",
  email: "client@example.com",
  avatarImageUrl: null,
  status: "active",
  inviteUrl: "https://portal.example.com/u/VW8VIQ94R",
  creationMethod: "internalUser",
  createdAt: "2023-07-06T20:40:23.398161346Z",
  firstLoginDate: "2024-03-14T20:07:58.087717952Z",
  lastLoginDate: "2024-03-14T20:07:58.087717952Z",
  customFields: { tags: ["myTag1", "myTag2"] },
} as const;
