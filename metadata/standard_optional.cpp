// Standard fields that an org has only where a feature is switched on (several currencies, person accounts,
// state and country picklists, milestones, …), and addresses as a whole, which repeat their parts: they come with
// the orgs whose formulas speak of them, so that forms of the others do not show them.
#include "metadata/standard_fields.h"

namespace presave::metadata {
namespace {

using namespace rows;

constexpr StandardField kEveryObject[] = {
    picklist("CurrencyIsoCode", "Currency ISO Code"),
};

constexpr StandardField kAccount[] = {
    text("FirstName", "First Name", 40),
    text("LastName", "Last Name", 80),
    picklist("Salutation", "Salutation"),
    lookup("PersonContactId", "Contact ID", "Contact"),
    email("PersonEmail", "Email"),
    phone("PersonMobilePhone", "Mobile"),
    phone("PersonHomePhone", "Home Phone"),
    text("PersonTitle", "Title", 80),
    date("PersonBirthdate", "Birthdate"),
    checkbox("PersonDoNotCall", "Do Not Call"),
    checkbox("PersonHasOptedOutOfEmail", "Email Opt Out"),
    text("PersonMailingStreet", "Mailing Street", 255),
    text("PersonMailingCity", "Mailing City", 40),
    text("PersonMailingState", "Mailing State/Province", 80),
    text("PersonMailingPostalCode", "Mailing Zip/Postal Code", 20),
    text("PersonMailingCountry", "Mailing Country", 80),
    picklist("BillingStateCode", "Billing State/Province Code"),
    picklist("BillingCountryCode", "Billing Country Code"),
    picklist("ShippingStateCode", "Shipping State/Province Code"),
    picklist("ShippingCountryCode", "Shipping Country Code"),
    checkbox("IsCustomerPortal", "Customer Portal Account"),
    checkbox("IsPartner", "Partner Account"),
    address("BillingAddress", "Billing Address"),
    address("ShippingAddress", "Shipping Address"),
    text("DunsNumber", "D-U-N-S Number", 9),
    text("NaicsCode", "NAICS Code", 8),
    text("NaicsDesc", "NAICS Description", 120),
    text("Tradestyle", "Tradestyle", 255),
    text("YearStarted", "Year Started", 4),
};

constexpr StandardField kContact[] = {
    checkbox("IsPersonAccount", "Is Person Account"),
    picklist("MailingStateCode", "Mailing State/Province Code"),
    picklist("MailingCountryCode", "Mailing Country Code"),
    picklist("OtherStateCode", "Other State/Province Code"),
    picklist("OtherCountryCode", "Other Country Code"),
    address("MailingAddress", "Mailing Address"),
    address("OtherAddress", "Other Address"),
};

constexpr StandardField kLead[] = {
    picklist("StateCode", "State/Province Code"),
    picklist("CountryCode", "Country Code"),
    address("Address", "Address"),
    text("CompanyDunsNumber", "Company D-U-N-S Number", 9),
};

constexpr StandardField kOpportunity[] = {
    checkbox("HasOpenActivity", "Has Open Activity"),
    checkbox("HasOverdueTask", "Has Overdue Task"),
    number("PushCount", "Push Count", 9, 0),
    lookup("SyncedQuoteId", "Quote ID", "Quote"),
};

constexpr StandardField kCase[] = {
    checkbox("IsClosedOnCreate", "Closed When Created"),
    date_time("SlaStartDate", "Entitlement Process Start Time"),
    date_time("SlaExitDate", "Entitlement Process End Time"),
    text("MilestoneStatus", "Milestone Status", 30),
    checkbox("IsStopped", "Stopped"),
    date_time("StopStartDate", "Stopped Since"),
    lookup("ProductId", "Product ID", "Product2"),
    picklist("Language", "Language"),
    lookup("BusinessHoursId", "Business Hours ID", "BusinessHours"),
    lookup("EntitlementId", "Entitlement ID", "Entitlement"),
};

constexpr StandardField kUser[] = {
    lookup("DelegatedApproverId", "Delegated Approver ID", "User"),
    picklist("DefaultCurrencyIsoCode", "Default Currency ISO Code"),
    checkbox("IsPortalEnabled", "Is Portal User"),
    address("Address", "Address"),
};

constexpr StandardField kProduct2[] = {
    checkbox("CanUseQuantitySchedule", "Quantity Scheduling Enabled"),
    checkbox("CanUseRevenueSchedule", "Revenue Scheduling Enabled"),
    picklist("Type", "Product Type"),
};

constexpr StandardField kAsset[] = {
    text("ProductCode", "Product Code", 255),
    checkbox("IsInternal", "Internal Asset"),
    number("AssetLevel", "Asset Level", 9, 0),
};

constexpr OptionalFields kOptional[] = {
    {"", kEveryObject}, {"Account", kAccount},         {"Contact", kContact},
    {"Lead", kLead},    {"Opportunity", kOpportunity}, {"Case", kCase},
    {"User", kUser},    {"Product2", kProduct2},       {"Asset", kAsset},
};

}  // namespace

std::span<const OptionalFields> standard_optional_fields() {
  return kOptional;
}

}  // namespace presave::metadata
