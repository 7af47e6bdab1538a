// Trading: lines of opportunities, price lists, quotes, orders; who takes part in campaigns, opportunities
// and accounts. Field names, labels and sizes as the Object Reference for the Salesforce Platform names them.
#include "metadata/standard_fields.h"

namespace presave::metadata {
namespace {

using namespace rows;

constexpr StandardField kOpportunityLineItem[] = {
    required(lookup("OpportunityId", "Opportunity ID", "Opportunity")),
    lookup("PricebookEntryId", "Price Book Entry ID", "PricebookEntry"),
    lookup("Product2Id", "Product ID", "Product2"),
    text("ProductCode", "Product Code", 255),
    text("Name", "Opportunity Product Name", 376),
    required(number("Quantity", "Quantity", 12, 2)),
    percent("Discount", "Discount", 5, 2),
    currency("Subtotal", "Subtotal"),
    currency("TotalPrice", "Total Price"),
    currency("UnitPrice", "Sales Price"),
    currency("ListPrice", "List Price"),
    date("ServiceDate", "Date"),
    text("Description", "Line Description", 255),
    number("SortOrder", "Sort Order", 9, 0),
    checkbox("HasSchedule", "Has Schedule"),
    checkbox("HasQuantitySchedule", "Has Quantity Schedule"),
    checkbox("HasRevenueSchedule", "Has Revenue Schedule"),
};

constexpr StandardField kPricebookEntry[] = {
    required(lookup("Pricebook2Id", "Price Book ID", "Pricebook2")),
    required(lookup("Product2Id", "Product ID", "Product2")),
    required(currency("UnitPrice", "List Price")),
    text("Name", "Product Name", 255),
    text("ProductCode", "Product Code", 255),
    checkbox("IsActive", "Active"),
    checkbox("UseStandardPrice", "Use Standard Price"),
};

constexpr StandardField kQuote[] = {
    required(text("Name", "Quote Name", 255)),
    auto_number("QuoteNumber", "Quote Number"),
    lookup("OpportunityId", "Opportunity ID", "Opportunity"),
    lookup("AccountId", "Account ID", "Account"),
    lookup("ContactId", "Contact ID", "Contact"),
    lookup("ContractId", "Contract ID", "Contract"),
    lookup("Pricebook2Id", "Price Book ID", "Pricebook2"),
    checkbox("IsSyncing", "Syncing"),
    picklist("Status", "Status"),
    date("ExpirationDate", "Expiration Date"),
    area("Description", "Description", 32000),
    email("Email", "Email"),
    phone("Phone", "Phone"),
    phone("Fax", "Fax"),
    text("BillingName", "Bill To Name", 255),
    text("BillingStreet", "Bill To Street", 255),
    text("BillingCity", "Bill To City", 40),
    text("BillingState", "Bill To State/Province", 80),
    text("BillingPostalCode", "Bill To Zip/Postal Code", 20),
    text("BillingCountry", "Bill To Country", 80),
    number("BillingLatitude", "Bill To Latitude", 18, 15),
    number("BillingLongitude", "Bill To Longitude", 18, 15),
    text("ShippingName", "Ship To Name", 255),
    text("ShippingStreet", "Ship To Street", 255),
    text("ShippingCity", "Ship To City", 40),
    text("ShippingState", "Ship To State/Province", 80),
    text("ShippingPostalCode", "Ship To Zip/Postal Code", 20),
    text("ShippingCountry", "Ship To Country", 80),
    number("ShippingLatitude", "Ship To Latitude", 18, 15),
    number("ShippingLongitude", "Ship To Longitude", 18, 15),
    text("QuoteToName", "Quote To Name", 255),
    text("QuoteToStreet", "Quote To Street", 255),
    text("QuoteToCity", "Quote To City", 40),
    text("QuoteToState", "Quote To State/Province", 80),
    text("QuoteToPostalCode", "Quote To Zip/Postal Code", 20),
    text("QuoteToCountry", "Quote To Country", 80),
    number("QuoteToLatitude", "Quote To Latitude", 18, 15),
    number("QuoteToLongitude", "Quote To Longitude", 18, 15),
    currency("Subtotal", "Subtotal"),
    percent("Discount", "Discount", 5, 2),
    currency("TotalPrice", "Total Price"),
    currency("Tax", "Tax"),
    currency("ShippingHandling", "Shipping and Handling"),
    currency("GrandTotal", "Grand Total"),
    number("LineItemCount", "Line Items", 9, 0),
};

constexpr StandardField kQuoteLineItem[] = {
    required(lookup("QuoteId", "Quote ID", "Quote")),
    auto_number("LineNumber", "Line Item Number"),
    lookup("PricebookEntryId", "Price Book Entry ID", "PricebookEntry"),
    lookup("Product2Id", "Product ID", "Product2"),
    lookup("OpportunityLineItemId", "Opportunity Product ID", "OpportunityLineItem"),
    required(number("Quantity", "Quantity", 12, 2)),
    currency("UnitPrice", "Sales Price"),
    currency("ListPrice", "List Price"),
    percent("Discount", "Discount", 5, 2),
    currency("Subtotal", "Subtotal"),
    currency("TotalPrice", "Total Price"),
    date("ServiceDate", "Date"),
    text("Description", "Line Item Description", 255),
    number("SortOrder", "Sort Order", 9, 0),
};

constexpr StandardField kOrder[] = {
    auto_number("OrderNumber", "Order Number"),
    text("Name", "Order Name", 80),
    lookup("AccountId", "Account ID", "Account"),
    lookup("ContractId", "Contract ID", "Contract"),
    lookup("OpportunityId", "Opportunity ID", "Opportunity"),
    lookup("QuoteId", "Quote ID", "Quote"),
    lookup("Pricebook2Id", "Price Book ID", "Pricebook2"),
    lookup("OriginalOrderId", "Original Order ID", "Order"),
    required(date("EffectiveDate", "Order Start Date")),
    date("EndDate", "Order End Date"),
    checkbox("IsReductionOrder", "Reduction Order"),
    required(picklist("Status", "Status")),
    picklist("StatusCode", "Status Category"),
    picklist("Type", "Order Type"),
    area("Description", "Description", 32000),
    lookup("CustomerAuthorizedById", "Customer Authorized By ID", "Contact"),
    date("CustomerAuthorizedDate", "Customer Authorized Date"),
    lookup("CompanyAuthorizedById", "Company Authorized By ID", "User"),
    date("CompanyAuthorizedDate", "Company Authorized Date"),
    lookup("BillToContactId", "Bill To Contact ID", "Contact"),
    lookup("ShipToContactId", "Ship To Contact ID", "Contact"),
    date("PoDate", "PO Date"),
    text("PoNumber", "PO Number", 80),
    text("OrderReferenceNumber", "Order Reference Number", 80),
    lookup("ActivatedById", "Activated By ID", "User"),
    date_time("ActivatedDate", "Activated Date"),
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
    currency("TotalAmount", "Order Amount"),
};

constexpr StandardField kOrderItem[] = {
    required(lookup("OrderId", "Order ID", "Order")),
    auto_number("OrderItemNumber", "Order Product Number"),
    lookup("PricebookEntryId", "Price Book Entry ID", "PricebookEntry"),
    lookup("Product2Id", "Product ID", "Product2"),
    lookup("OriginalOrderItemId", "Original Order Product ID", "OrderItem"),
    lookup("QuoteLineItemId", "Quote Line Item ID", "QuoteLineItem"),
    required(number("Quantity", "Quantity", 18, 2)),
    number("AvailableQuantity", "Available Quantity", 18, 2),
    currency("UnitPrice", "Unit Price"),
    currency("ListPrice", "List Price"),
    currency("TotalPrice", "Total Price"),
    date("ServiceDate", "Start Date"),
    date("EndDate", "End Date"),
    text("Description", "Line Description", 255),
};

constexpr StandardField kCampaignMember[] = {
    required(lookup("CampaignId", "Campaign ID", "Campaign")),
    lookup("LeadId", "Lead ID", "Lead"),
    lookup("ContactId", "Contact ID", "Contact"),
    lookup("LeadOrContactId", "Related Record ID", "Contact,Lead"),
    lookup("LeadOrContactOwnerId", "Related Record Owner ID", "User,Group"),
    picklist("Status", "Status"),
    checkbox("HasResponded", "Responded"),
    date("FirstRespondedDate", "First Responded Date"),
    text("Name", "Name", 121),
    picklist("Salutation", "Salutation"),
    text("FirstName", "First Name", 40),
    text("LastName", "Last Name", 80),
    text("Title", "Title", 128),
    text("CompanyOrAccount", "Company (Account)", 255),
    text("Street", "Street", 255),
    text("City", "City", 40),
    text("State", "State/Province", 80),
    text("PostalCode", "Zip/Postal Code", 20),
    text("Country", "Country", 80),
    email("Email", "Email"),
    phone("Phone", "Phone"),
    phone("MobilePhone", "Mobile"),
    phone("Fax", "Fax"),
    area("Description", "Description", 32000),
    checkbox("DoNotCall", "Do Not Call"),
    checkbox("HasOptedOutOfEmail", "Email Opt Out"),
    checkbox("HasOptedOutOfFax", "Fax Opt Out"),
    picklist("LeadSource", "Lead Source"),
    text("Type", "Type", 40),
};

constexpr StandardField kOpportunityContactRole[] = {
    required(lookup("OpportunityId", "Opportunity ID", "Opportunity")),
    required(lookup("ContactId", "Contact ID", "Contact")),
    picklist("Role", "Role"),
    checkbox("IsPrimary", "Primary"),
};

constexpr StandardField kAccountContactRelation[] = {
    required(lookup("AccountId", "Account ID", "Account")),
    required(lookup("ContactId", "Contact ID", "Contact")),
    checkbox("IsDirect", "Direct"),
    checkbox("IsActive", "Active"),
    date("StartDate", "Start Date"),
    date("EndDate", "End Date"),
};

constexpr StandardObject kObjects[] = {
    {"OpportunityLineItem", "Opportunity Product", "Opportunity Products", kOpportunityLineItem},
    {"PricebookEntry", "Price Book Entry", "Price Book Entries", kPricebookEntry},
    {"Quote", "Quote", "Quotes", kQuote},
    {"QuoteLineItem", "Quote Line Item", "Quote Line Items", kQuoteLineItem},
    {"Order", "Order", "Orders", kOrder},
    {"OrderItem", "Order Product", "Order Products", kOrderItem},
    {"CampaignMember", "Campaign Member", "Campaign Members", kCampaignMember},
    {"OpportunityContactRole", "Opportunity Contact Role", "Opportunity Contact Roles",
     kOpportunityContactRole},
    {"AccountContactRelation", "Account Contact Relationship", "Account Contact Relationships",
     kAccountContactRelation},
};

}  // namespace

std::span<const StandardObject> standard_trade_objects() {
  return kObjects;
}

}  // namespace presave::metadata
