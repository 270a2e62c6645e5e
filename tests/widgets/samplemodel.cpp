// SPDX-License-Identifier: Apache-2.0
#include "widgets/samplemodel.h"

namespace symbolon::ui {

namespace {

Cell identity(const QString &name, const QString &second, bool app)
{
    Cell cell = Cell::twoLine(name, second, app ? Glyph::App : Glyph::ManagedIdentity);
    cell.glyphInk = app ? Ink::Accent : Ink::Text2;
    return cell;
}

QList<Cell> row(const Cell &name, const QString &id, int used, const QList<PlatformMark> &platforms,
                const Cell &privilege, Level level, const Cell &seen)
{
    Cell severity = level == Level::None ? Cell::severity(Level::None) : Cell::severity(level);
    return {name, Cell::mono(id, 8), Cell::meter(used, 20, 16), Cell::platformMarks(platforms), privilege, severity,
            seen};
}

Cell seen(const QString &relative)
{
    return Cell::time(relative, QStringLiteral("22 Nov 2026 14:31:07 UTC"));
}

} // namespace

SampleModel::SampleModel(const QList<Column> &columns, const QList<QList<Cell>> &rows, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(columns)
    , m_rows(rows)
{
}

int SampleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SampleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant SampleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Cell &cell = m_rows[index.row()][index.column()];
    if (role == CellRole)
        return QVariant::fromValue(cell);
    if (role == Qt::DisplayRole)
        return cell.plainText();
    if (role == CopyRole && cell.kind == Cell::Kind::Mono)
        return cell.text;
    return {};
}

QVariant SampleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_columns[section].title;
    return {};
}

SampleModel *sampleIdentities(QObject *parent)
{
    using namespace Qt::StringLiterals;
    const QList<SampleModel::Column> columns{
        {u"Identity"_s, 236},          {u"Client ID"_s, 104}, {u"Credentials"_s, 104}, {u"Platforms"_s, 112},
        {u"Highest privilege"_s, 190}, {u"Risk"_s, 98},       {u"Last sign-in"_s, 92}};
    const PlatformMark github{Glyph::GitHubActions, u"GitHub"_s};
    const PlatformMark terraform{Glyph::Terraform, u"Terraform"_s};
    const PlatformMark google{Glyph::GoogleCloud, u"Google"_s};
    QList<QList<Cell>> rows;
    rows << row(identity(u"gh-platform-deploy"_s, u"App registration, 2 owners"_s, true),
                u"4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1"_s, 19, {github},
                Cell::privilege(u"Owner"_s, u"@ sub-contoso-prod, 3 more"_s, Level::Critical, true), Level::Critical,
                seen(u"4 min ago"_s))
         << row(identity(u"terraform-landing-zones"_s, u"App registration, 1 owner"_s, true),
                u"c07d93e8-1c22-4f0a-8d52-0a4f51b7c3e9"_s, 12, {terraform, github},
                Cell::privilege(u"Owner"_s, u"@ mg-contoso-root, 1 more"_s, Level::Critical, true), Level::Critical,
                seen(u"52 min ago"_s))
         << row(identity(u"graph-user-provisioning"_s, u"App registration, no owners"_s, true),
                u"9e5a20b7-4f13-4d0e-9a77-2b7cc0d1e6f4"_s, 2, {github, google},
                Cell::privilege(u"Directory.ReadWrite.All"_s, u"Microsoft Graph, 2 more"_s, Level::Critical, true),
                Level::Critical, seen(u"3 h ago"_s))
         << row(identity(u"gitlab-data-pipelines"_s, u"App registration, 3 owners"_s, true),
                u"71b3ce54-8f2d-4b6a-9c1e-5d40a7e8f213"_s, 9, {{Glyph::GitLab, u"GitLab"_s}},
                Cell::privilege(u"Storage Blob Data Owner"_s, u"@ stlake"_s, Level::High, false), Level::High,
                seen(u"18 min ago"_s))
         << row(identity(u"id-spire-factory-edge"_s, u"rg-factory-iot, swedencentral"_s, false),
                u"e60f4d2a-0c9b-4e71-a2f8-7b13c5d960e4"_s, 8, {{Glyph::Spiffe, u"SPIFFE"_s}},
                Cell::privilege(u"IoT Hub Data Contributor"_s, u"@ iot-factory"_s, Level::Medium, false), Level::High,
                seen(u"6 min ago"_s))
         << row(identity(u"legacy-sharepoint-migrator"_s, u"App registration, 1 owner"_s, true),
                u"38c9a7f1-5d60-49b2-8e3c-f41d70b2a985"_s, 1, {github},
                Cell::privilege(u"Sites.FullControl.All"_s, u"Microsoft Graph"_s, Level::High, false), Level::High,
                Cell::time(u"214 days ago"_s, u"22 Apr 2026 09:12:44 UTC"_s, Ink::High))
         << row(identity(u"id-arc-store-pos"_s, u"rg-stores-edge, northeurope"_s, false),
                u"2d84f19c-3e57-4a06-b9d1-80c5e2f7a416"_s, 18, {{Glyph::Kubernetes, u"Arc"_s}},
                Cell::privilege(u"Key Vault Secrets User"_s, u"@ kv-stores, 1 more"_s, Level::Low, false),
                Level::Medium, seen(u"1 min ago"_s))
         << row(identity(u"ado-erp-release"_s, u"App registration, 2 owners"_s, true),
                u"f42e8b95-6a1c-4d38-9f07-c2b5d081e73a"_s, 5, {{Glyph::Pipelines, u"Pipelines"_s}},
                Cell::privilege(u"Contributor"_s, u"@ sub-contoso-erp"_s, Level::High, false), Level::Medium,
                seen(u"2 days ago"_s))
         << row(identity(u"aws-cognito-mobile-sync"_s, u"App registration, 1 owner"_s, true),
                u"87e4a1bc-9d02-4f65-8b3e-1ac7f052d894"_s, 2, {{Glyph::Cognito, u"Cognito"_s}},
                Cell::privilege(u"Storage Queue Data Reader"_s, u"@ stsync"_s, Level::Low, false), Level::Medium,
                seen(u"25 min ago"_s))
         << row(identity(u"id-aks-payments-prod"_s, u"rg-payments-prod, westeurope"_s, false),
                u"a5d27e80-7c4b-4912-a6f3-de81b0594c27"_s, 6, {{Glyph::Kubernetes, u"AKS"_s}},
                Cell::privilege(u"Key Vault Secrets User"_s, u"@ kv-payments"_s, Level::Low, false), Level::Low,
                seen(u"1 min ago"_s))
         << row(identity(u"gcp-billing-export"_s, u"App registration, no owners"_s, true),
                u"d9f3b081-2a5e-4c76-8d94-6f07c1e3b5a8"_s, 1, {google},
                Cell::privilege(u"Cost Management Reader"_s, u"@ billing"_s, Level::Low, false), Level::Low,
                seen(u"1 day ago"_s))
         << row(identity(u"id-aks-ingress-dns"_s, u"rg-platform-weu, westeurope"_s, false),
                u"06b7d5c3-4e81-4fa9-b230-95ce7a18d6f2"_s, 4, {{Glyph::Kubernetes, u"AKS"_s}},
                Cell::privilege(u"DNS Zone Contributor"_s, u"@ rg-dns"_s, Level::Low, false), Level::None,
                seen(u"9 min ago"_s));
    return new SampleModel(columns, rows, parent);
}

SampleModel *sampleCredentials(QObject *parent)
{
    using namespace Qt::StringLiterals;
    QList<QList<Cell>> rows;
    Cell group = Cell::group(u"GitHub Actions"_s, u"repo:contoso/platform:…"_s, 19);
    group.secondaryMono = true;
    rows.append(QList<Cell>{group});
    const QList<QPair<QString, QString>> names{{u"env-production"_s, u"environment:production"_s},
                                               {u"env-staging"_s, u"environment:staging"_s},
                                               {u"main-branch"_s, u"ref:refs/heads/main"_s},
                                               {u"hotfix-any"_s, u"ref:refs/heads/hotfix"_s},
                                               {u"release-tags"_s, u"ref:refs/tags/v4"_s}};
    for (const auto &name : names) {
        Cell cell = Cell::twoLine(name.first, name.second, Glyph::GitHubActions);
        cell.secondaryMono = true;
        if (name.second.contains(u"heads"_s))
            cell.level = Level::Medium;
        rows.append(QList<Cell>{cell});
    }
    return new SampleModel({{u"Credential"_s, 380}}, rows, parent);
}

} // namespace symbolon::ui
