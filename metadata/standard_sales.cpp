// Selling and serving: opportunities, cases, activities, campaigns, products, contracts. Field names, labels
// and sizes as the Object Reference for the Salesforce Platform names them.
#include "metadata/standard_fields.h"

namespace presave::metadata {
namespace {

using namespace rows;

constexpr StandardField kOpportunity[] = {
    required(text("Name", "Name", 120)),
    lookup("AccountId", "Account ID", "Account"),
    lookup("ContactId", "Contact ID", "Contact"),
    checkbox("IsPrivate", "Private"),
    area("Description", "Description", 32000),
    required(picklist("StageName", "Stage")),
    currency("Amount", "Amount"),
    percent("Probability", "Probability (%)", 3, 0),
    currency("ExpectedRevenue", "Expected Amount"),
    number("TotalOpportunityQuantity", "Quantity", 18, 2),
    required(date("CloseDate", "Close Date")),
    picklist("Type", "Opportunity Type"),
    text("NextStep", "Next Step", 255),
    picklist("LeadSource", "Lead Source"),
    checkbox("IsClosed", "Closed"),
    checkbox("IsWon", "Won"),
    picklist("ForecastCategory", "Forecast Category"),
    picklist("ForecastCategoryName", "Forecast Category"),
    lookup("CampaignId", "Campaign ID", "Campaign"),
    checkbox("HasOpportunityLineItem", "Has Line Item"),
    lookup("Pricebook2Id", "Price Book ID", "Pricebook2"),
    lookup("ContractId", "Contract ID", "Contract"),
    number("FiscalQuarter", "Fiscal Quarter", 9, 0),
    number("FiscalYear", "Fiscal Year", 9, 0),
    text("Fiscal", "Fiscal Period", 6),
    date("LastActivityDate", "Last Activity"),
    date_time("LastStageChangeDate", "Last Stage Change Date"),
};

constexpr StandardField kCase[] = {
    auto_number("CaseNumber", "Case Number"),
    lookup("ContactId", "Contact ID", "Contact"),
    lookup("AccountId", "Account ID", "Account"),
    lookup("AssetId", "Asset ID", "Asset"),
    lookup("ParentId", "Parent Case ID", "Case"),
    text("SuppliedName", "Name", 80),
    email("SuppliedEmail", "Email Address"),
    text("SuppliedPhone", "Phone", 40),
    text("SuppliedCompany", "Company", 80),
    picklist("Type", "Case Type"),
    picklist("Status", "Status"),
    picklist("Reason", "Case Reason"),
    picklist("Origin", "Case Origin"),
    text("Subject", "Subject", 255),
    picklist("Priority", "Priority"),
    area("Description", "Description", 32000),
    checkbox("IsClosed", "Closed"),
    date_time("ClosedDate", "Closed Date"),
    checkbox("IsEscalated", "Escalated"),
    phone("ContactPhone", "Contact Phone"),
    phone("ContactMobile", "Contact Mobile"),
    email("ContactEmail", "Contact Email"),
    phone("ContactFax", "Contact Fax"),
    area("Comments", "Internal Comments", 4000),
};

constexpr StandardField kTask[] = {
    lookup("WhoId", "Name ID", "Contact,Lead"),
    lookup("WhatId", "Related To ID", "Account,Opportunity,Campaign,Case,Contract,Product2"),
    text("Subject", "Subject", 255),
    area("Description", "Description", 32000),
    lookup("AccountId", "Account ID", "Account"),
    checkbox("IsArchived", "Archived"),
    checkbox("IsReminderSet", "Reminder Set"),
    date_time("ReminderDateTime", "Reminder Date/Time"),
    checkbox("IsRecurrence", "Create Recurring Series of Tasks"),
    date("ActivityDate", "Due Date Only"),
    picklist("Status", "Status"),
    picklist("Priority", "Priority"),
    checkbox("IsHighPriority", "High Priority"),
    checkbox("IsClosed", "Closed"),
    date_time("CompletedDateTime", "Completed Date"),
    picklist("Type", "Type"),
    picklist("TaskSubtype", "Task Subtype"),
    picklist("CallType", "Call Type"),
    number("CallDurationInSeconds", "Call Duration", 8, 0),
    text("CallDisposition", "Call Result", 255),
    text("CallObject", "Call Object Identifier", 255),
};

constexpr StandardField kEvent[] = {
    lookup("WhoId", "Name ID", "Contact,Lead"),
    lookup("WhatId", "Related To ID", "Account,Opportunity,Campaign,Case,Contract,Product2"),
    text("Subject", "Subject", 255),
    area("Description", "Description", 32000),
    lookup("AccountId", "Account ID", "Account"),
    checkbox("IsArchived", "Archived"),
    checkbox("IsReminderSet", "Reminder Set"),
    date_time("ReminderDateTime", "Reminder Date/Time"),
    checkbox("IsRecurrence", "Create Recurring Series of Events"),
    date("ActivityDate", "Due Date Only"),
    date_time("ActivityDateTime", "Due Date Time"),
    date_time("StartDateTime", "Start Date Time"),
    date_time("EndDateTime", "End Date Time"),
    date("EndDate", "End Date"),
    number("DurationInMinutes", "Duration", 8, 0),
    checkbox("IsAllDayEvent", "All-Day Event"),
    checkbox("IsPrivate", "Private"),
    checkbox("IsGroupEvent", "Is Group Event"),
    text("Location", "Location", 255),
    picklist("ShowAs", "Show Time As"),
    picklist("Type", "Type"),
    picklist("EventSubtype", "Event Subtype"),
};

constexpr StandardField kCampaign[] = {
    required(text("Name", "Name", 80)),
    lookup("ParentId", "Parent Campaign ID", "Campaign"),
    picklist("Type", "Type"),
    picklist("Status", "Status"),
    date("StartDate", "Start Date"),
    date("EndDate", "End Date"),
    currency("ExpectedRevenue", "Expected Revenue"),
    currency("BudgetedCost", "Budgeted Cost"),
    currency("ActualCost", "Actual Cost"),
    percent("ExpectedResponse", "Expected Response (%)", 10, 2),
    number("NumberSent", "Num Sent", 18, 0),
    checkbox("IsActive", "Active"),
    area("Description", "Description", 32000),
    number("NumberOfLeads", "Leads in Campaign", 8, 0),
    number("NumberOfConvertedLeads", "Converted Leads in Campaign", 8, 0),
    number("NumberOfContacts", "Contacts in Campaign", 8, 0),
    number("NumberOfResponses", "Responses in Campaign", 8, 0),
    number("NumberOfOpportunities", "Opportunities in Campaign", 8, 0),
    number("NumberOfWonOpportunities", "Won Opportunities in Campaign", 8, 0),
    currency("AmountAllOpportunities", "Value Opportunities in Campaign"),
    currency("AmountWonOpportunities", "Value Won Opportunities in Campaign"),
    date("LastActivityDate", "Last Activity"),
};

constexpr StandardField kProduct2[] = {
    required(text("Name", "Product Name", 255)),
    text("ProductCode", "Product Code", 255),
    area("Description", "Product Description", 4000),
    checkbox("IsActive", "Active"),
    picklist("Family", "Product Family"),
    url("DisplayUrl", "Display URL"),
    text("ExternalId", "External ID", 255),
    picklist("QuantityUnitOfMeasure", "Quantity Unit Of Measure"),
    text("StockKeepingUnit", "Product SKU", 180),
    checkbox("IsArchived", "Archived"),
};

constexpr StandardField kPricebook2[] = {
    required(text("Name", "Price Book Name", 255)),
    checkbox("IsActive", "Active"),
    checkbox("IsStandard", "Is Standard Price Book"),
    text("Description", "Description", 255),
    checkbox("IsArchived", "Archived"),
};

constexpr StandardField kContract[] = {
    auto_number("ContractNumber", "Contract Number"),
    required(lookup("AccountId", "Account ID", "Account")),
    lookup("Pricebook2Id", "Price Book ID", "Pricebook2"),
    picklist("OwnerExpirationNotice", "Owner Expiration Notice"),
    date("StartDate", "Contract Start Date"),
    date("EndDate", "Contract End Date"),
    number("ContractTerm", "Contract Term", 4, 0),
    picklist("Status", "Status"),
    picklist("StatusCode", "Status Category"),
    lookup("CompanySignedId", "Company Signed By ID", "User"),
    date("CompanySignedDate", "Company Signed Date"),
    lookup("CustomerSignedId", "Customer Signed By ID", "Contact"),
    text("CustomerSignedTitle", "Customer Signed Title", 40),
    date("CustomerSignedDate", "Customer Signed Date"),
    area("SpecialTerms", "Special Terms", 4000),
    lookup("ActivatedById", "Activated By ID", "User"),
    date_time("ActivatedDate", "Activated Date"),
    area("Description", "Description", 32000),
    text("Name", "Contract Name", 80),
    text("BillingStreet", "Billing Street", 255),
    text("BillingCity", "Billing City", 40),
    text("BillingState", "Billing State/Province", 80),
    text("BillingPostalCode", "Billing Zip/Postal Code", 20),
    text("BillingCountry", "Billing Country", 80),
    number("BillingLatitude", "Billing Latitude", 18, 15),
    number("BillingLongitude", "Billing Longitude", 18, 15),
    text("ShippingStreet", "Shipping Street", 255),
    text("ShippingCity", "Shipping City", 40),
    text("ShippingState", "Shipping State/Province", 80),
    text("ShippingPostalCode", "Shipping Zip/Postal Code", 20),
    text("ShippingCountry", "Shipping Country", 80),
    number("ShippingLatitude", "Shipping Latitude", 18, 15),
    number("ShippingLongitude", "Shipping Longitude", 18, 15),
    date("LastActivityDate", "Last Activity"),
};

constexpr StandardField kAsset[] = {
    required(text("Name", "Asset Name", 255)),
    lookup("ContactId", "Contact ID", "Contact"),
    lookup("AccountId", "Account ID", "Account"),
    lookup("ParentId", "Parent Asset ID", "Asset"),
    lookup("Product2Id", "Product ID", "Product2"),
    checkbox("IsCompetitorProduct", "Competitor Asset"),
    text("SerialNumber", "Serial Number", 80),
    date("InstallDate", "Install Date"),
    date("PurchaseDate", "Purchase Date"),
    date("UsageEndDate", "Usage End Date"),
    picklist("Status", "Status"),
    currency("Price", "Price"),
    number("Quantity", "Quantity", 12, 2),
    area("Description", "Description", 32000),
};

constexpr StandardObject kObjects[] = {
    {"Opportunity", "Opportunity", "Opportunities", kOpportunity},
    {"Case", "Case", "Cases", kCase},
    {"Task", "Task", "Tasks", kTask},
    {"Event", "Event", "Events", kEvent},
    {"Campaign", "Campaign", "Campaigns", kCampaign},
    {"Product2", "Product", "Products", kProduct2},
    {"Pricebook2", "Price Book", "Price Books", kPricebook2},
    {"Contract", "Contract", "Contracts", kContract},
    {"Asset", "Asset", "Assets", kAsset},
};

}  // namespace

std::span<const StandardObject> standard_sales_objects() {
  return kObjects;
}

}  // namespace presave::metadata
