// People and organisations: accounts, contacts, leads. Field names, labels and sizes as the Object Reference
// for the Salesforce Platform names them.
#include "metadata/standard_fields.h"

namespace presave::metadata {
namespace {

using namespace rows;

constexpr StandardField kAccount[] = {
    required(text("Name", "Account Name", 255)),
    picklist("Type", "Account Type"),
    lookup("ParentId", "Parent Account ID", "Account"),
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
    phone("Phone", "Account Phone"),
    phone("Fax", "Account Fax"),
    text("AccountNumber", "Account Number", 40),
    url("Website", "Website"),
    text("Sic", "SIC Code", 20),
    text("SicDesc", "SIC Description", 80),
    picklist("Industry", "Industry"),
    currency("AnnualRevenue", "Annual Revenue"),
    number("NumberOfEmployees", "Employees", 8, 0),
    picklist("Ownership", "Ownership"),
    text("TickerSymbol", "Ticker Symbol", 20),
    area("Description", "Account Description", 32000),
    picklist("Rating", "Account Rating"),
    text("Site", "Account Site", 80),
    picklist("AccountSource", "Account Source"),
    checkbox("IsPersonAccount", "Is Person Account"),
    text("Jigsaw", "Data.com Key", 20),
    date("LastActivityDate", "Last Activity"),
};

constexpr StandardField kContact[] = {
    text("Name", "Full Name", 121),
    picklist("Salutation", "Salutation"),
    text("FirstName", "First Name", 40),
    required(text("LastName", "Last Name", 80)),
    lookup("AccountId", "Account ID", "Account"),
    text("MailingStreet", "Mailing Street", 255),
    text("MailingCity", "Mailing City", 40),
    text("MailingState", "Mailing State/Province", 80),
    text("MailingPostalCode", "Mailing Zip/Postal Code", 20),
    text("MailingCountry", "Mailing Country", 80),
    number("MailingLatitude", "Mailing Latitude", 18, 15),
    number("MailingLongitude", "Mailing Longitude", 18, 15),
    text("OtherStreet", "Other Street", 255),
    text("OtherCity", "Other City", 40),
    text("OtherState", "Other State/Province", 80),
    text("OtherPostalCode", "Other Zip/Postal Code", 20),
    text("OtherCountry", "Other Country", 80),
    number("OtherLatitude", "Other Latitude", 18, 15),
    number("OtherLongitude", "Other Longitude", 18, 15),
    phone("Phone", "Business Phone"),
    phone("Fax", "Business Fax"),
    phone("MobilePhone", "Mobile Phone"),
    phone("HomePhone", "Home Phone"),
    phone("OtherPhone", "Other Phone"),
    phone("AssistantPhone", "Asst. Phone"),
    lookup("ReportsToId", "Reports To ID", "Contact"),
    email("Email", "Email"),
    text("Title", "Title", 128),
    text("Department", "Department", 80),
    text("AssistantName", "Assistant's Name", 40),
    picklist("LeadSource", "Lead Source"),
    date("Birthdate", "Birthdate"),
    area("Description", "Contact Description", 32000),
    checkbox("HasOptedOutOfEmail", "Email Opt Out"),
    checkbox("HasOptedOutOfFax", "Fax Opt Out"),
    checkbox("DoNotCall", "Do Not Call"),
    text("EmailBouncedReason", "Email Bounced Reason", 255),
    date_time("EmailBouncedDate", "Email Bounced Date"),
    checkbox("IsEmailBounced", "Is Email Bounced"),
    text("Jigsaw", "Data.com Key", 20),
    lookup("IndividualId", "Individual ID", "Individual"),
    date("LastActivityDate", "Last Activity"),
};

constexpr StandardField kLead[] = {
    text("Name", "Full Name", 121),
    picklist("Salutation", "Salutation"),
    text("FirstName", "First Name", 40),
    required(text("LastName", "Last Name", 80)),
    text("Title", "Title", 128),
    required(text("Company", "Company", 255)),
    text("Street", "Street", 255),
    text("City", "City", 40),
    text("State", "State/Province", 80),
    text("PostalCode", "Zip/Postal Code", 20),
    text("Country", "Country", 80),
    number("Latitude", "Latitude", 18, 15),
    number("Longitude", "Longitude", 18, 15),
    phone("Phone", "Phone"),
    phone("MobilePhone", "Mobile Phone"),
    phone("Fax", "Fax"),
    email("Email", "Email"),
    url("Website", "Website"),
    area("Description", "Description", 32000),
    picklist("LeadSource", "Lead Source"),
    picklist("Status", "Status"),
    picklist("Industry", "Industry"),
    picklist("Rating", "Rating"),
    currency("AnnualRevenue", "Annual Revenue"),
    number("NumberOfEmployees", "Employees", 8, 0),
    checkbox("HasOptedOutOfEmail", "Email Opt Out"),
    checkbox("HasOptedOutOfFax", "Fax Opt Out"),
    checkbox("DoNotCall", "Do Not Call"),
    checkbox("IsConverted", "Converted"),
    date("ConvertedDate", "Converted Date"),
    lookup("ConvertedAccountId", "Converted Account ID", "Account"),
    lookup("ConvertedContactId", "Converted Contact ID", "Contact"),
    lookup("ConvertedOpportunityId", "Converted Opportunity ID", "Opportunity"),
    checkbox("IsUnreadByOwner", "Unread By Owner"),
    text("Jigsaw", "Data.com Key", 20),
    date("LastActivityDate", "Last Activity"),
};

constexpr StandardField kIndividual[] = {
    text("Name", "Name", 121),
    text("FirstName", "First Name", 40),
    required(text("LastName", "Last Name", 80)),
    picklist("Salutation", "Salutation"),
    date("BirthDate", "Birth Date"),
    checkbox("HasOptedOutTracking", "Don't Track"),
    checkbox("HasOptedOutSolicit", "Don't Market"),
    checkbox("ShouldForget", "Forget this Individual"),
};

constexpr StandardObject kObjects[] = {
    {"Account", "Account", "Accounts", kAccount},
    {"Contact", "Contact", "Contacts", kContact},
    {"Lead", "Lead", "Leads", kLead},
    {"Individual", "Individual", "Individuals", kIndividual},
};

}  // namespace

std::span<const StandardObject> standard_people_objects() {
  return kObjects;
}

}  // namespace presave::metadata
