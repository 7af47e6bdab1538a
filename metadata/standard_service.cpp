// Serving customers: messages, chats, entitlements, work in the field, files. Field names, labels and sizes as the
// Object Reference for the Salesforce Platform names them.
#include "metadata/standard_fields.h"

namespace presave::metadata {
namespace {

using namespace rows;

constexpr StandardField kEmailMessage[] = {
    lookup("ParentId", "Case ID", "Case"),
    lookup("ActivityId", "Activity ID", "Task"),
    lookup("RelatedToId", "Related To ID", "Account,Opportunity,Campaign,Case,Contract,Product2"),
    lookup("ReplyToEmailMessageId", "Email Message ID", "EmailMessage"),
    text("Name", "Name", 255),
    area("TextBody", "Text Body", 32000),
    area("HtmlBody", "HTML Body", 131072),
    area("Headers", "Headers", 32000),
    text("Subject", "Subject", 3000),
    text("FromName", "From Name", 1000),
    email("FromAddress", "From Address"),
    text("ValidatedFromAddress", "From", 1000),
    text("ToAddress", "To Address", 4000),
    text("CcAddress", "CC Address", 4000),
    text("BccAddress", "BCC Address", 4000),
    checkbox("Incoming", "Is Incoming"),
    checkbox("HasAttachment", "Has Attachment"),
    picklist("Status", "Status"),
    date_time("MessageDate", "Message Date"),
    checkbox("IsExternallyVisible", "Is Externally Visible"),
    checkbox("IsClientManaged", "Is Client Managed"),
    text("MessageIdentifier", "Message ID", 255),
    text("ThreadIdentifier", "Thread ID", 255),
    checkbox("IsTracked", "Is Tracked"),
    checkbox("IsOpened", "Opened?"),
    checkbox("IsBounced", "Bounced?"),
    date_time("FirstOpenedDate", "First Opened"),
    date_time("LastOpenedDate", "Last Opened"),
};

constexpr StandardField kLiveChatTranscript[] = {
    auto_number("Name", "Chat Transcript Name"),
    lookup("CaseId", "Case ID", "Case"),
    lookup("AccountId", "Account ID", "Account"),
    lookup("ContactId", "Contact ID", "Contact"),
    lookup("LeadId", "Lead ID", "Lead"),
    area("Body", "Body", 131072),
    picklist("Status", "Status"),
    picklist("EndedBy", "Ended By"),
    date_time("RequestTime", "Request Time"),
    date_time("StartTime", "Start Time"),
    date_time("EndTime", "End Time"),
    number("WaitTime", "Wait Time", 9, 0),
    number("ChatDuration", "Chat Duration", 9, 0),
    number("Abandoned", "Abandoned After", 9, 0),
    number("OperatorMessageCount", "Agent Message Count", 9, 0),
    number("VisitorMessageCount", "Visitor Message Count", 9, 0),
    number("AverageResponseTimeOperator", "Agent Average Response Time", 9, 0),
    number("AverageResponseTimeVisitor", "Visitor Average Response Time", 9, 0),
    number("MaxResponseTimeOperator", "Agent Maximum Response Time", 9, 0),
    number("MaxResponseTimeVisitor", "Visitor Maximum Response Time", 9, 0),
    text("ChatKey", "Chat Key", 36),
    text("Browser", "Browser", 100),
    text("BrowserLanguage", "Browser Language", 100),
    text("Platform", "Platform", 100),
    text("Location", "Location", 255),
    text("IpAddress", "Visitor IP Address", 40),
    text("VisitorNetwork", "Visitor's Network", 100),
    url("ReferrerUri", "Referrer URL"),
    text("UserAgent", "User Agent", 255),
};

constexpr StandardField kCaseComment[] = {
    required(lookup("ParentId", "Parent ID", "Case")),
    checkbox("IsPublished", "Published"),
    area("CommentBody", "Body", 4000),
};

constexpr StandardField kBusinessHours[] = {
    required(text("Name", "Business Hours Name", 80)),
    checkbox("IsActive", "Active"),
    checkbox("IsDefault", "Default Business Hours"),
    picklist("TimeZoneSidKey", "Time Zone"),
};

constexpr StandardField kEntitlement[] = {
    required(text("Name", "Entitlement Name", 255)),
    required(lookup("AccountId", "Account ID", "Account")),
    lookup("AssetId", "Asset ID", "Asset"),
    lookup("ServiceContractId", "Service Contract ID", "ServiceContract"),
    lookup("BusinessHoursId", "Business Hours ID", "BusinessHours"),
    picklist("Type", "Type"),
    picklist("Status", "Status"),
    date("StartDate", "Start Date"),
    date("EndDate", "End Date"),
    checkbox("IsPerIncident", "Per Incident"),
    number("CasesPerEntitlement", "Cases Per Entitlement", 9, 0),
    number("RemainingCases", "Remaining Cases", 9, 0),
};

constexpr StandardField kServiceContract[] = {
    required(text("Name", "Contract Name", 255)),
    auto_number("ContractNumber", "Service Contract Number"),
    lookup("AccountId", "Account ID", "Account"),
    lookup("ContactId", "Contact ID", "Contact"),
    lookup("ParentServiceContractId", "Parent Service Contract ID", "ServiceContract"),
    lookup("Pricebook2Id", "Price Book ID", "Pricebook2"),
    picklist("Status", "Status"),
    picklist("ApprovalStatus", "Approval Status"),
    date("StartDate", "Start Date"),
    date("EndDate", "End Date"),
    date_time("ActivationDate", "Activation Date"),
    number("Term", "Term (months)", 9, 0),
    currency("Subtotal", "Subtotal"),
    currency("TotalPrice", "Total Price"),
    currency("GrandTotal", "Grand Total"),
    currency("ShippingHandling", "Shipping and Handling"),
    currency("Tax", "Tax"),
    percent("Discount", "Discount", 16, 2),
    area("Description", "Description", 32000),
    area("SpecialTerms", "Special Terms", 4000),
};

constexpr StandardField kWorkOrder[] = {
    auto_number("WorkOrderNumber", "Work Order Number"),
    lookup("AccountId", "Account ID", "Account"),
    lookup("ContactId", "Contact ID", "Contact"),
    lookup("CaseId", "Case ID", "Case"),
    lookup("AssetId", "Asset ID", "Asset"),
    lookup("EntitlementId", "Entitlement ID", "Entitlement"),
    lookup("ServiceContractId", "Service Contract ID", "ServiceContract"),
    lookup("BusinessHoursId", "Business Hours ID", "BusinessHours"),
    lookup("Pricebook2Id", "Price Book ID", "Pricebook2"),
    lookup("ParentWorkOrderId", "Parent Work Order ID", "WorkOrder"),
    lookup("RootWorkOrderId", "Root Work Order ID", "WorkOrder"),
    text("Subject", "Subject", 255),
    area("Description", "Description", 32000),
    picklist("Status", "Status"),
    picklist("StatusCategory", "Status Category"),
    picklist("Priority", "Priority"),
    date_time("StartDate", "Start Date"),
    date_time("EndDate", "End Date"),
    number("Duration", "Duration", 18, 2),
    picklist("DurationType", "Duration Type"),
    number("DurationInMinutes", "Duration In Minutes", 18, 2),
    checkbox("IsClosed", "Is Closed"),
    text("Street", "Street", 255),
    text("City", "City", 40),
    text("State", "State/Province", 80),
    text("PostalCode", "Zip/Postal Code", 20),
    text("Country", "Country", 80),
    currency("Subtotal", "Subtotal"),
    currency("TotalPrice", "Total Price"),
    currency("GrandTotal", "Grand Total"),
    currency("Tax", "Tax"),
    percent("Discount", "Discount", 16, 2),
};

constexpr StandardField kWorkOrderLineItem[] = {
    auto_number("LineItemNumber", "Line Item Number"),
    required(lookup("WorkOrderId", "Work Order ID", "WorkOrder")),
    lookup("ParentWorkOrderLineItemId", "Parent Work Order Line Item ID", "WorkOrderLineItem"),
    lookup("AssetId", "Asset ID", "Asset"),
    lookup("OrderId", "Order ID", "Order"),
    lookup("PricebookEntryId", "Price Book Entry ID", "PricebookEntry"),
    lookup("Product2Id", "Product ID", "Product2"),
    text("Subject", "Subject", 255),
    area("Description", "Description", 32000),
    picklist("Status", "Status"),
    picklist("StatusCategory", "Status Category"),
    picklist("Priority", "Priority"),
    date_time("StartDate", "Start Date"),
    date_time("EndDate", "End Date"),
    number("Duration", "Duration", 18, 2),
    picklist("DurationType", "Duration Type"),
    number("Quantity", "Quantity", 18, 2),
    currency("UnitPrice", "Unit Price"),
    currency("ListPrice", "List Price"),
    currency("Subtotal", "Subtotal"),
    currency("TotalPrice", "Total Price"),
    percent("Discount", "Discount", 16, 2),
    checkbox("IsClosed", "Is Closed"),
};

constexpr StandardField kContentVersion[] = {
    text("Title", "Title", 255),
    area("Description", "Description", 1000),
    text("PathOnClient", "Path On Client", 500),
    text("FileExtension", "File Extension", 40),
    text("FileType", "File Type", 20),
    text("VersionNumber", "Version Number", 20),
    text("ReasonForChange", "Reason For Change", 1000),
    url("ContentUrl", "Content URL"),
    text("TagCsv", "Tags", 2000),
    number("ContentSize", "Size", 9, 0),
    checkbox("IsLatest", "Is Latest"),
    checkbox("IsMajorVersion", "Major Version"),
    picklist("Origin", "Content Origin"),
    picklist("ContentLocation", "Content Location"),
};

constexpr StandardObject kObjects[] = {
    {"EmailMessage", "Email Message", "Email Messages", kEmailMessage},
    {"LiveChatTranscript", "Chat Transcript", "Chat Transcripts", kLiveChatTranscript},
    {"CaseComment", "Case Comment", "Case Comments", kCaseComment},
    {"BusinessHours", "Business Hours", "Business Hours", kBusinessHours},
    {"Entitlement", "Entitlement", "Entitlements", kEntitlement},
    {"ServiceContract", "Service Contract", "Service Contracts", kServiceContract},
    {"WorkOrder", "Work Order", "Work Orders", kWorkOrder},
    {"WorkOrderLineItem", "Work Order Line Item", "Work Order Line Items", kWorkOrderLineItem},
    {"ContentVersion", "Content Version", "Content Versions", kContentVersion},
};

}  // namespace

std::span<const StandardObject> standard_service_objects() {
  return kObjects;
}

}  // namespace presave::metadata
