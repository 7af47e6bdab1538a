// The platform's own: users, profiles, roles, record types, definitions. Field names, labels and sizes as the
// Object Reference for the Salesforce Platform names them.
#include "metadata/standard_fields.h"

namespace presave::metadata {
namespace {

using namespace rows;

constexpr StandardField kUser[] = {
    required(text("Username", "Username", 80)),
    text("FirstName", "First Name", 40),
    required(text("LastName", "Last Name", 80)),
    text("Name", "Full Name", 121),
    text("CompanyName", "Company Name", 80),
    text("Division", "Division", 80),
    text("Department", "Department", 80),
    text("Title", "Title", 80),
    text("Street", "Street", 255),
    text("City", "City", 40),
    text("State", "State/Province", 80),
    text("PostalCode", "Zip/Postal Code", 20),
    text("Country", "Country", 80),
    required(email("Email", "Email")),
    phone("Phone", "Phone"),
    phone("MobilePhone", "Mobile"),
    phone("Fax", "Fax"),
    phone("Extension", "Extension"),
    required(text("Alias", "Alias", 8)),
    text("CommunityNickname", "Nickname", 40),
    checkbox("IsActive", "Active"),
    picklist("TimeZoneSidKey", "Time Zone"),
    picklist("LocaleSidKey", "Locale"),
    picklist("LanguageLocaleKey", "Language"),
    picklist("EmailEncodingKey", "Email Encoding"),
    picklist("UserType", "User Type"),
    lookup("UserRoleId", "Role ID", "UserRole"),
    lookup("ProfileId", "Profile ID", "Profile"),
    lookup("ManagerId", "Manager ID", "User"),
    lookup("ContactId", "Contact ID", "Contact"),
    lookup("AccountId", "Account ID", "Account"),
    text("EmployeeNumber", "Employee Number", 20),
    text("FederationIdentifier", "SAML Federation ID", 512),
    text("AboutMe", "About Me", 1000),
    date_time("LastLoginDate", "Last Login"),
    checkbox("ForecastEnabled", "Allow Forecasting"),
    checkbox("UserPermissionsMarketingUser", "Marketing User"),
    checkbox("UserPermissionsOfflineUser", "Offline User"),
    text("Signature", "Email Signature", 1333),
    // No fields of the object, but of $User:
    text("UITheme", "UI Theme", 40),
    text("UIThemeDisplayed", "UI Theme Displayed", 40),
};

constexpr StandardField kProfile[] = {
    required(text("Name", "Name", 255)),
    text("Description", "Description", 255),
    picklist("UserType", "User Type"),
    id("UserLicenseId", "User License ID"),
};

constexpr StandardField kUserRole[] = {
    required(text("Name", "Name", 80)),           text("DeveloperName", "Developer Name", 80),
    text("RollupDescription", "Description", 80), lookup("ParentRoleId", "Parent Role ID", "UserRole"),
    picklist("PortalType", "Portal Type"),
};

constexpr StandardField kOrganization[] = {
    required(text("Name", "Name", 80)),
    text("Division", "Division", 80),
    text("Street", "Street", 255),
    text("City", "City", 40),
    text("State", "State/Province", 80),
    text("PostalCode", "Zip/Postal Code", 20),
    text("Country", "Country", 80),
    phone("Phone", "Phone"),
    phone("Fax", "Fax"),
    text("PrimaryContact", "Primary Contact", 80),
    picklist("DefaultLocaleSidKey", "Locale"),
    picklist("LanguageLocaleKey", "Language"),
    picklist("TimeZoneSidKey", "Time Zone"),
    picklist("OrganizationType", "Edition"),
    text("InstanceName", "Instance Name", 5),
    checkbox("IsSandbox", "Is Sandbox"),
    text("NamespacePrefix", "Namespace Prefix", 15),
    number("FiscalYearStartMonth", "Fiscal Year Starts In", 2, 0),
};

constexpr StandardField kGroup[] = {
    required(text("Name", "Name", 40)),
    text("DeveloperName", "Developer Name", 80),
    picklist("Type", "Type"),
    email("Email", "Email"),
};

constexpr StandardField kRecordType[] = {
    required(text("Name", "Name", 80)),
    text("DeveloperName", "Record Type Name", 80),
    text("NamespacePrefix", "Namespace Prefix", 15),
    text("Description", "Description", 255),
    picklist("SobjectType", "SObject Type Name"),
    checkbox("IsActive", "Active"),
};

constexpr StandardField kEntityDefinition[] = {
    text("DurableId", "Durable ID", 255),        text("QualifiedApiName", "Qualified API Name", 70),
    text("DeveloperName", "Developer Name", 40), text("Label", "Label", 40),
    text("PluralLabel", "Plural Label", 40),     text("NamespacePrefix", "Namespace Prefix", 15),
};

constexpr StandardField kFieldDefinition[] = {
    text("DurableId", "Durable ID", 255),
    text("QualifiedApiName", "Qualified API Name", 70),
    text("DeveloperName", "Developer Name", 70),
    text("Label", "Label", 40),
    text("MasterLabel", "Master Label", 40),
    text("DataType", "Data Type", 120),
    text("NamespacePrefix", "Namespace Prefix", 15),
};

constexpr StandardObject kObjects[] = {
    {"User", "User", "Users", kUser},
    {"Profile", "Profile", "Profiles", kProfile},
    {"UserRole", "Role", "Roles", kUserRole},
    {"Organization", "Organization", "Organizations", kOrganization},
    {"Group", "Group", "Groups", kGroup},
    {"RecordType", "Record Type", "Record Types", kRecordType},
    {"EntityDefinition", "Entity Definition", "Entity Definitions", kEntityDefinition},
    {"FieldDefinition", "Field Definition", "Field Definitions", kFieldDefinition},
};

}  // namespace

std::span<const StandardObject> standard_platform_objects() {
  return kObjects;
}

}  // namespace presave::metadata
