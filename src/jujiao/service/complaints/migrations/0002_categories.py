from django.db import migrations

CATEGORIES = [
    ("noise", "噪音扰民", "Noise", "customer_service"),
    ("leak", "渗漏水", "Leaks", "engineering"),
    ("lift", "电梯", "Lifts", "engineering"),
    ("power", "水电故障", "Water and power", "engineering"),
    ("facility", "公共设施", "Shared facilities", "engineering"),
    ("parking", "车辆停放", "Parking", "security"),
    ("safety", "安全隐患", "Safety", "security"),
    ("access", "门禁出入", "Gates and entry", "security"),
    ("cleaning", "环境卫生", "Cleanliness", "cleaning"),
    ("waste", "垃圾清运", "Waste collection", "cleaning"),
    ("greenery", "绿化养护", "Greenery", "cleaning"),
    ("attitude", "服务态度", "Staff manner", "customer_service"),
    ("fees", "费用收取", "Fees", "customer_service"),
    ("renovation", "装修管理", "Renovation", "customer_service"),
    ("other", "其他", "Other", "customer_service"),
]


def ship(apps, schema_editor):
    category = apps.get_model("complaints", "Category")
    for position, (code, zh, en, department) in enumerate(CATEGORIES, start=1):
        category.objects.create(code=code, name_zh=zh, name_en=en, department_kind=department, position=position)


def take_back(apps, schema_editor):
    apps.get_model("complaints", "Category").objects.filter(code__in=[row[0] for row in CATEGORIES]).delete()


class Migration(migrations.Migration):
    """The categories that a company starts with; it may rename, add and retire them."""

    dependencies = [("complaints", "0001_all_tables")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE complaints_number START 1001", "DROP SEQUENCE complaints_number"),
        migrations.RunPython(ship, take_back),
    ]
