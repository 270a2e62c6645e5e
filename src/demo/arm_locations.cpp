// SPDX-License-Identifier: Apache-2.0
#include "demo/arm_locations.h"

#include "demo/text.h"

#include <algorithm>

namespace symbolon::demo::arm {

// The regions without federated credentials are those that Microsoft's considerations page lists.
const std::vector<Location> &locations()
{
    static const std::vector<Location> table = {
        {"eastus", "East US", "US", "Virginia"},
        {"eastus2", "East US 2", "US", "Virginia"},
        {"centralus", "Central US", "US", "Iowa"},
        {"northcentralus", "North Central US", "US", "Illinois"},
        {"southcentralus", "South Central US", "US", "Texas"},
        {"westus", "West US", "US", "California"},
        {"westus2", "West US 2", "US", "Washington"},
        {"westus3", "West US 3", "US", "Phoenix"},
        {"northeurope", "North Europe", "Europe", "Ireland"},
        {"westeurope", "West Europe", "Europe", "Netherlands"},
        {"uksouth", "UK South", "UK", "London"},
        {"francecentral", "France Central", "Europe", "Paris"},
        {"germanywestcentral", "Germany West Central", "Europe", "Frankfurt"},
        {"italynorth", "Italy North", "Europe", "Milan"},
        {"norwayeast", "Norway East", "Europe", "Norway"},
        {"polandcentral", "Poland Central", "Europe", "Warsaw"},
        {"spaincentral", "Spain Central", "Europe", "Madrid"},
        {"swedencentral", "Sweden Central", "Europe", "Gävle"},
        {"switzerlandnorth", "Switzerland North", "Europe", "Zurich"},
        {"canadacentral", "Canada Central", "Canada", "Toronto"},
        {"brazilsouth", "Brazil South", "South America", "Sao Paulo State"},
        {"southafricanorth", "South Africa North", "Africa", "Johannesburg"},
        {"uaenorth", "UAE North", "Middle East", "Dubai"},
        {"centralindia", "Central India", "Asia Pacific", "Pune"},
        {"eastasia", "East Asia", "Asia Pacific", "Hong Kong"},
        {"koreacentral", "Korea Central", "Asia Pacific", "Seoul"},
        {"southeastasia", "Southeast Asia", "Asia Pacific", "Singapore"},
        {"australiaeast", "Australia East", "Asia Pacific", "New South Wales"},
        {"japaneast", "Japan East", "Asia Pacific", "Tokyo, Saitama"},
        {"malaysiasouth", "Malaysia South", "Asia Pacific", "Johor", false},
        {"newzealandnorth", "New Zealand North", "Asia Pacific", "Auckland", false},
    };
    return table;
}

const Location *location(const std::string &wanted)
{
    std::string name = wanted;
    name.erase(std::remove(name.begin(), name.end(), ' '), name.end());
    const auto &table = locations();
    const auto found =
        std::find_if(table.begin(), table.end(), [&name](const Location &known) { return sameText(known.name, name); });
    return found == table.end() ? nullptr : &*found;
}

} // namespace symbolon::demo::arm
