ALTER TYPE "public"."link_purpose" ADD VALUE 'staff-sign-in';--> statement-breakpoint
ALTER TYPE "public"."mail_kind" ADD VALUE 'staff-sign-in';--> statement-breakpoint
CREATE TABLE "staff_session" (
	"id" text PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"claims" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "link" ALTER COLUMN "user_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "mail" ALTER COLUMN "contact_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "link" ADD COLUMN "staff_id" uuid;--> statement-breakpoint
ALTER TABLE "link" ADD COLUMN "key_id" text NOT NULL DEFAULT '';--> statement-breakpoint
ALTER TABLE "link" ALTER COLUMN "key_id" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "mail" ADD COLUMN "staff_id" uuid;--> statement-breakpoint
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "staff_session_staff" ON "staff_session" USING btree ("staff_id");--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "link_open_staff" ON "link" USING btree ("staff_id","purpose") WHERE used_at is null and replaced_at is null;--> statement-breakpoint
CREATE INDEX "mail_link" ON "mail" USING btree ("link_id");--> statement-breakpoint
CREATE INDEX "mail_unsent" ON "mail" USING btree ("state") WHERE state <> 'sent';--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_of_one_person" CHECK (num_nonnulls("link"."user_id", "link"."staff_id") = 1);--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_to_one_person" CHECK (num_nonnulls("mail"."contact_id", "mail"."staff_id") = 1);--> statement-breakpoint
CREATE INDEX "access_serving" ON "access" USING btree ("account_id") WHERE staff_id is not null;--> statement-breakpoint
CREATE INDEX "account_order" ON "account" USING btree ("sort_key","id");--> statement-breakpoint
CREATE INDEX "account_search" ON "account" USING gin ("search_text" gin_trgm_ops);